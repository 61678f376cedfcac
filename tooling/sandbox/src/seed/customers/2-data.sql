insert into app.people (given_name, family_name, email, date_of_birth, national_id, languages, employer, metadata, registered_at)
select pg_temp.first_name(i), pg_temp.last_name(i), pg_temp.email(i), pg_temp.birthday(i), pg_temp.ssn(i),
  (array['{en}','{de,en}','{fr}'])[1 + i % 3]::text[], (array['Initech','Globex','Umbrella',null])[1 + pg_temp.pick(i, 40, 4)],
  jsonb_build_object('signup', jsonb_build_object('ip', host(pg_temp.ip(i)), 'agent', 'Firefox/146.0'),
    'emergency', jsonb_build_object('name', pg_temp.first_name(i + 9) || ' ' || pg_temp.last_name(i), 'tel', pg_temp.phone(i + 9))),
  pg_temp.moment(i, 41)
from generate_series(1, pg_temp.rows_of(10000)) i;

insert into app.addresses (person_id, line1, postcode, city, country, location, valid)
select i, pg_temp.street(i), pg_temp.digits(i, 27, 5), pg_temp.city(i), pg_temp.country(i),
  point(40 + pg_temp.pick(i, 42, 1000) / 100.0, pg_temp.pick(i, 43, 2000) / 100.0), daterange(pg_temp.moment(i, 44)::date, null)
from generate_series(1, pg_temp.rows_of(10000)) i;

insert into app.contact_points (person_id, channel, value, verified)
select i, channel, case channel when 'email' then pg_temp.email(i) when 'phone' then pg_temp.phone(i)
  when 'post' then pg_temp.address(i) else '@' || lower(pg_temp.first_name(i)) || i end, i % 2 = 0
from generate_series(1, pg_temp.rows_of(5000)) i, unnest(enum_range(null::app.channel)) channel
where pg_temp.pick(i, 45, 4) > 0;

insert into app.consents (person_id, purpose, state, evidence, recorded_at)
select i, purpose, (enum_range(null::app.consent_state))[1 + pg_temp.pick(i, 46, 3)],
  jsonb_build_object('signed_by', pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), 'from', host(pg_temp.ip(i))),
  pg_temp.moment(i, 47)
from generate_series(1, pg_temp.rows_of(6000)) i, unnest(array['newsletter', 'profiling']) purpose;

insert into app.identity_documents
select i, (array['passport','id_card','driving_licence'])[1 + i % 3], 'C' || pg_temp.digits(i, 48, 8), pg_temp.country(i),
  date '2027-01-01' + pg_temp.pick(i, 49, 3000)
from generate_series(1, pg_temp.rows_of(3000)) i;

insert into crm.interactions (person_id, channel, summary, transcript, happened_at)
select 1 + pg_temp.pick(i, 50, pg_temp.rows_of(10000)), (enum_range(null::app.channel))[1 + pg_temp.pick(i, 51, 4)],
  pg_temp.note(i), case when i % 4 = 0 then '> Hi, this is ' || pg_temp.first_name(i) || E'.\n> My card is ' || pg_temp.card(i)
    || E'\n< Thank you, we never need the number.' end, pg_temp.moment(i, 52)
from generate_series(1, pg_temp.rows_of(8000)) i;

insert into crm.imports (source, raw_line, problems)
select 'partner-' || i % 4, pg_temp.last_name(i) || ';' || pg_temp.email(i) || ';' || pg_temp.phone(i) || ';' || pg_temp.iban(i),
  case when i % 10 = 0 then array['unknown mailbox ' || pg_temp.email(i)] else '{}' end
from generate_series(1, pg_temp.rows_of(4000)) i;
