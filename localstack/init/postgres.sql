-- What localstack/postgres.py does for the embedded server: the owner that migrations run as.
create role wingman_owner login createrole;
create database wingman owner wingman_owner;
alter database wingman set timezone to 'UTC';
