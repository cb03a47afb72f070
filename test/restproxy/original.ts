/** What the original proxy and the Nova of its time left in their databases. */
import type { Database } from '../keystone/mariadb.ts'

/** Of whatever the databases hold. */
export const id = (number: number) => `5b1d3c90-0a58-4d3e-9c8e-${String(number).padStart(12, '0')}`

/** Two networks, of which `blue` is known to Nova with its range; three ports, of which Nova has one interface and deleted another. */
export const left = {
  ...{ blue: id(1), red: id(2), interfaceOne: id(31), interfaceTwo: id(32) },
  ...{ plugged: id(11), unplugged: id(12), unknown: id(13) },
}

const { blue, red, interfaceOne, interfaceTwo, plugged, unplugged, unknown } = left

const proxydb = `
create database restproxy; use restproxy;
create table networks (uuid varchar(255) primary key, tenant_id varchar(255) not null, name varchar(255), op_status varchar(16));
create table ports (uuid varchar(255) primary key, network_id varchar(255) not null, interface_id varchar(255), state enum('ACTIVE','DOWN') not null, op_status varchar(16));
insert into networks values ('${blue}', 'painters', 'blue', 'UP'), ('${red}', 'default', 'red', 'UP');
insert into ports values
  ('${plugged}', '${blue}', '${interfaceOne}', 'ACTIVE', 'UP'),
  ('${unplugged}', '${blue}', null, 'DOWN', 'UP'),
  ('${unknown}', '${red}', '${interfaceTwo}', 'ACTIVE', 'UP');`

/** As far as it is read; what Nova deleted is marked. */
const novadb = `
create database nova; use nova;
create table networks (id int primary key, uuid varchar(36), project_id varchar(255), label varchar(255), gateway varchar(39), cidr varchar(43), deleted tinyint);
create table virtual_interfaces (id int primary key, uuid varchar(36), instance_id int, address varchar(255), deleted tinyint);
create table fixed_ips (id int primary key, address varchar(39), network_id int, virtual_interface_id int, deleted tinyint);
insert into networks values (1, '${blue}', 'painters', 'blue', '10.5.0.1', '10.5.0.0/20', 0), (2, '${red}', null, 'red', '10.6.0.254', null, 0),
  (3, '${id(3)}', null, 'gone', '10.7.0.1', null, 1);
insert into virtual_interfaces values (1, '${interfaceOne}', 7, 'fa:16:3e:00:00:01', 0), (2, '${interfaceTwo}', 8, 'fa:16:3e:00:00:02', 1);
insert into fixed_ips values (1, '10.5.3.7', 1, 1, 0);`

/** Makes both databases, `restproxy` and `nova`. */
export async function makeOriginal(database: Database): Promise<void> {
  await database.sql(proxydb)
  await database.sql(novadb)
}
