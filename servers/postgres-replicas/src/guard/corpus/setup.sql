-- What the statements of the corpus name beyond the sandbox's `orders` database: objects legitimate ones read, and
-- traps hostile ones would spring. Applied by an administrator to a copy of it.
CREATE EXTENSION unaccent;
CREATE EXTENSION fuzzystrmatch;
CREATE EXTENSION ltree;
CREATE EXTENSION intarray;
CREATE EXTENSION intagg;
CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE EXTENSION pgcrypto;
CREATE EXTENSION tsm_system_rows;
CREATE EXTENSION pg_buffercache;
CREATE EXTENSION file_fdw;
CREATE EXTENSION lo;
GRANT SELECT ON pg_buffercache TO mcp_agent;
GRANT EXECUTE ON FUNCTION pg_buffercache_pages() TO mcp_agent;

ALTER TYPE app.order_status ADD VALUE 'new';
CREATE DOMAIN app.positive AS int CHECK (VALUE > 0);
ALTER TABLE app.orders
  ADD COLUMN payload jsonb NOT NULL DEFAULT '{"a": {"b": [1, 2]}}',
  ADD COLUMN created_at timestamptz GENERATED ALWAYS AS (placed_at) STORED,
  ADD COLUMN shipped_at timestamptz;
CREATE TABLE app.products (
  id int PRIMARY KEY, name text, category text, parent_id int, search tsvector, attributes jsonb);
INSERT INTO app.products VALUES
  (1, 'shoe', 'wear', NULL, to_tsvector('english', 'a red shoe'), '{"colour": "red"}'),
  (2, 'boot', 'wear', 1, to_tsvector('english', 'a blue boot'), '{}');
CREATE TABLE app.odd_names (
  "update" int, "delete" int, "select" text, "from" text, "Order" int, "naïve" text, "a b" int);

-- Code in every place a SELECT can reach it. What it would do shows on a primary: it deletes.
CREATE TABLE app.trap (i int);
INSERT INTO app.trap SELECT generate_series(1, 100);
CREATE FUNCTION public.wipe(int) RETURNS int LANGUAGE plpgsql VOLATILE AS
  $$ BEGIN DELETE FROM app.trap; RETURN $1; END $$;
CREATE FUNCTION public.plus_effect(text, text) RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS
  $$ BEGIN DELETE FROM app.trap; RETURN $1; END $$;
CREATE FUNCTION public.quiet(text, text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS
  $$ BEGIN PERFORM secret FROM vault.signing_keys; RETURN true; END $$;
CREATE FUNCTION public.full_name(app.customers) RETURNS text LANGUAGE sql STABLE AS 'SELECT $1.first_name';
CREATE FUNCTION app.claims_immutable(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
  $$ BEGIN PERFORM pg_notify('trap', $1); RETURN $1; END $$;
CREATE FUNCTION app.order_total(int) RETURNS numeric LANGUAGE sql STABLE AS
  'SELECT sum(line_total) FROM app.order_items WHERE order_id = $1';
CREATE OPERATOR app.### (LEFTARG = text, RIGHTARG = text, FUNCTION = public.plus_effect);
CREATE OPERATOR public.=># (LEFTARG = text, RIGHTARG = text, FUNCTION = public.plus_effect);
CREATE FUNCTION app.is_fine(text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS
  $$ BEGIN PERFORM pg_notify('trap', $1); RETURN true; END $$;
CREATE DOMAIN app.checked AS text CHECK (app.is_fine(VALUE));
CREATE TYPE app.pair AS (a int, b int);
CREATE FUNCTION app.pair_from(text) RETURNS app.pair LANGUAGE plpgsql VOLATILE AS
  $$ BEGIN PERFORM nextval('app.ticket_seq'); RETURN ROW(1, 2); END $$;
CREATE CAST (text AS app.pair) WITH FUNCTION app.pair_from(text);
CREATE FUNCTION app.add_up(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE app.own_sum(bigint) (SFUNC = app.add_up, STYPE = bigint, INITCOND = '0');

-- What lies behind a relation or a type: files and servers, views over secrets and code, checks inside a value.
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE app.passwd (line text) SERVER files OPTIONS (filename '/etc/passwd');
CREATE VIEW app.passwd_view AS SELECT line FROM app.passwd;
CREATE VIEW app.deep_view AS SELECT line FROM app.passwd_view;
CREATE TABLE app.parted (line text) PARTITION BY LIST (line);
CREATE FOREIGN TABLE app.parted_file PARTITION OF app.parted DEFAULT SERVER files OPTIONS (filename '/etc/passwd');
CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1', dbname 'x');
CREATE FOREIGN TABLE app.remote (id int) SERVER away;
CREATE VIEW app.hash_view AS SELECT rolname, rolpassword FROM pg_authid;
CREATE VIEW app.sample_view AS SELECT tablename, most_common_vals::text AS samples FROM pg_stats;
CREATE VIEW app.bloat_view AS SELECT tablename, null_frac, avg_width FROM pg_stats;
CREATE MATERIALIZED VIEW app.hash_copy AS SELECT md5(rolpassword) AS hash FROM pg_authid;
CREATE VIEW app.calling_view AS SELECT public.wipe(id) FROM app.customers;
CREATE VIEW app.definer_view AS SELECT app.read_secret();
CREATE DOMAIN app.nested AS app.checked;
CREATE TYPE app.holder AS (x app.nested);
CREATE TYPE app.price_range AS RANGE (subtype = numeric);
CREATE USER MAPPING FOR mcp_agent SERVER away OPTIONS (user 'remote', password 'remote-canary-password');

GRANT USAGE ON FOREIGN SERVER files, away TO mcp_agent;
GRANT USAGE ON SCHEMA vault TO mcp_agent;
GRANT SELECT, USAGE ON SEQUENCE app.ticket_seq TO mcp_agent;
GRANT SELECT ON ALL TABLES IN SCHEMA app TO mcp_agent;
