import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSchema } from "type-graphql";
import { DataSource } from "typeorm";
import { Agency, Area, Indicator, Observation, Series, Target, Unit } from "./entities.js";
import { type Context, makeLoaders } from "./loaders.js";
import { AgencyYearResolver, ObservationResolver } from "./observations.js";
import { AgencyResolver, IndicatorResolver, SeriesResolver, TargetResolver } from "./resolvers.js";

const { url, poolSize } = JSON.parse(process.argv[2]!);
const db = await new DataSource({
  type: "postgres",
  url,
  poolSize,
  entities: [Agency, Area, Indicator, Observation, Series, Target, Unit],
}).initialize();

const schema = await buildSchema({
  resolvers: [AgencyResolver, AgencyYearResolver, IndicatorResolver, ObservationResolver, SeriesResolver, TargetResolver],
});
const server = new ApolloServer<Context>({ schema });
const { url: address } = await startStandaloneServer(server, {
  listen: { port: 0, host: "127.0.0.1" },
  context: async () => ({ db, loaders: makeLoaders(db) }),
});
process.stdout.write(`listening on ${address}\n`);
