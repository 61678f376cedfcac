-- Deterministic building blocks of the seed: the same row number always gives the same person.
-- They live in pg_temp and are gone with the seeding session.

create function pg_temp.rows_of(full_count int) returns int
  language sql stable
  return greatest(4, (full_count * current_setting('sandbox.scale')::numeric)::int);

create function pg_temp.pick(i bigint, salt int, n int) returns int
  language sql stable
  return ((hashint8extended(i, salt) & 9007199254740991) % n)::int;

create function pg_temp.digits(i bigint, salt int, length int) returns text
  language sql stable
  return lpad(((hashint8extended(i, salt) & 9007199254740991) % (10::numeric ^ length)::bigint)::text, length, '0');

create function pg_temp.moment(i bigint, salt int) returns timestamptz
  language sql stable
  return timestamptz '2024-01-01 00:00:00+00' + make_interval(secs => pg_temp.pick(i, salt, 90000000));

create function pg_temp.first_name(i bigint) returns text
  language sql stable
  return (array['Ada','Grace','Alan','Edsger','Barbara','Donald','Margaret','Linus','Radia','Ken','Frances','Dennis',
    'Katherine','Niklaus','Adele','John','Hedy','Tim','Sophie','Vint','Annie','Leslie','Mary','Claude','Joan','Edgar',
    'Jean','Guido','Karen','Bjarne','Anita','Yukihiro','Shafi','Jürgen','Zoë','Søren','José','Łukasz','Aiko','Chidi'])
    [1 + pg_temp.pick(i, 11, 40)];

create function pg_temp.last_name(i bigint) returns text
  language sql stable
  return (array['Lovelace','Hopper','Turing','Dijkstra','Liskov','Knuth','Hamilton','Torvalds','Perlman','Thompson','Allen',
    'Ritchie','Johnson','Wirth','Goldberg','McCarthy','Lamarr','Berners-Lee','Wilson','Cerf','Easley','Lamport','Keller',
    'Shannon','Clarke','Codd','Bartik','van Rossum','Jones','Stroustrup','Borg','Matsumoto','Goldwasser','O''Neil','Müller',
    'Sørensen','García','Kowalski','Tanaka','Okafor','Smith','Brown','Novak','Rossi','Dubois','Silva','Ivanova','Haddad'])
    [1 + pg_temp.pick(i, 12, 48)];

create function pg_temp.email(i bigint) returns text
  language sql stable
  return lower(translate(pg_temp.first_name(i), 'üöøéŁë', 'uooele')) || '.'
    || lower(translate(pg_temp.last_name(i), 'üøí'' ', 'uoi')) || i
    || (array['@example.com','@example.org','@mail.example.net','@corp.example'])[1 + pg_temp.pick(i, 13, 4)];

create function pg_temp.phone(i bigint) returns text
  language sql stable
  return case pg_temp.pick(i, 14, 4)
    when 0 then '+1 ' || (array['212','415','312','617'])[1 + pg_temp.pick(i, 15, 4)] || '-555-' || pg_temp.digits(i, 16, 4)
    when 1 then '(' || (array['206','303','512'])[1 + pg_temp.pick(i, 15, 3)] || ') 555-' || pg_temp.digits(i, 16, 4)
    when 2 then '+44 7700 900' || pg_temp.digits(i, 16, 3)
    else '+49 30 2' || pg_temp.digits(i, 16, 7) end;

create function pg_temp.ssn(i bigint) returns text
  language sql stable
  return lpad((1 + pg_temp.pick(i, 17, 665))::text, 3, '0') || '-' || lpad((1 + pg_temp.pick(i, 18, 99))::text, 2, '0')
    || '-' || lpad((1 + pg_temp.pick(i, 19, 9999))::text, 4, '0');

-- 16 digits with a valid Luhn check digit.
create function pg_temp.card(i bigint) returns text
  language plpgsql stable as $$
declare
  body text := left((array['4','51','55'])[1 + pg_temp.pick(i, 20, 3)] || pg_temp.digits(i, 21, 14), 15);
  total int := 0;
  digit int;
begin
  for place in 1..15 loop
    digit := substr(body, place, 1)::int * (1 + place % 2);
    total := total + digit / 10 + digit % 10;
  end loop;
  return body || (10 - total % 10) % 10;
end $$;

-- A German IBAN with valid mod-97 check digits.
create function pg_temp.iban(i bigint) returns text
  language sql stable
  return 'DE' || lpad((98 - ('37040044' || pg_temp.digits(i, 22, 10) || '131400')::numeric % 97)::text, 2, '0')
    || '37040044' || pg_temp.digits(i, 22, 10);

create function pg_temp.birthday(i bigint) returns date
  language sql stable
  return date '1945-01-01' + pg_temp.pick(i, 23, 22000);

create function pg_temp.street(i bigint) returns text
  language sql stable
  return 1 + pg_temp.pick(i, 24, 240) || ' '
    || (array['Maple Street','Oak Avenue','Rosenweg','High Street','Rue de Rivoli','Via Roma','Elm Drive','Station Road'])
    [1 + pg_temp.pick(i, 25, 8)];

create function pg_temp.city(i bigint) returns text
  language sql stable
  return (array['Berlin','London','Paris','New York','Boston','Roma','Porto','Kraków','Seattle','Denver'])
    [1 + pg_temp.pick(i, 26, 10)];

create function pg_temp.country(i bigint) returns text
  language sql stable
  return (array['DE','GB','FR','US','US','IT','PT','PL','US','US'])[1 + pg_temp.pick(i, 26, 10)];

create function pg_temp.address(i bigint) returns text
  language sql stable
  return pg_temp.street(i) || ', ' || pg_temp.digits(i, 27, 5) || ' ' || pg_temp.city(i) || ', ' || pg_temp.country(i);

create function pg_temp.ip(i bigint) returns inet
  language sql stable
  return (case when pg_temp.pick(i, 28, 5) = 0 then '2001:db8::' || to_hex(pg_temp.pick(i, 29, 65535))
    else '203.0.113.' || pg_temp.pick(i, 29, 254) end)::inet;

-- Free text as people write it: half of it is harmless, half names somebody.
create function pg_temp.note(i bigint) returns text
  language sql stable
  return case pg_temp.pick(i, 30, 10)
    when 0 then 'Call back on ' || pg_temp.phone(i) || ' after 18:00'
    when 1 then 'Changed e-mail from ' || pg_temp.email(i + 1) || ' to ' || pg_temp.email(i)
    when 2 then 'Spoke to ' || pg_temp.first_name(i) || ' ' || pg_temp.last_name(i) || ' about a late parcel'
    when 3 then 'Identified by SSN ' || pg_temp.ssn(i) || ' and date of birth ' || pg_temp.birthday(i)
    when 4 then 'Refund to ' || pg_temp.iban(i) || ' approved'
    when 5 then 'Prefers the parcel locker at the station'
    when 6 then 'Asked to delete item 4 from the order; update the invoice'
    when 7 then 'Build 18.4.0, trace 4bf92f3577b34da6a3ce929d0e0e4736, took 1523 ms'
    when 8 then 'Gift wrap; leave at the door'
    else null end;
