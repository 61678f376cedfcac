create view app.price_list as
  select p.sku, p.name, p.availability, x.amount, x.currency, s.name as supplier
  from app.products p join app.prices x on x.product_id = p.id and x.valid @> date '2026-01-01'
    join app.suppliers s on s.id = p.supplier_id;

create materialized view app.ratings as
  select product_id, count(*) as reviews, round(avg(stars), 2) as average from app.reviews group by product_id;
create unique index ratings_product on app.ratings (product_id);

create function app.search_products(words text) returns setof app.products
  language sql stable
  begin atomic
    select * from app.products where search @@ websearch_to_tsquery('english', words);
  end;
