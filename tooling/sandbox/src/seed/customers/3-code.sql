create view app.directory as
  select p.id, p.given_name || ' ' || p.family_name as display, p.email as login, a.city, a.country
  from app.people p left join app.addresses a on a.person_id = p.id;
comment on view app.directory is 'Names and places, for look-ups';

create materialized view app.consent_counts as
  select purpose, state, count(*) as people from app.consents group by purpose, state;

create function app.age_of(wanted int) returns int
  language sql stable
  return (select extract(year from age(date_of_birth))::int from app.people where id = wanted);
