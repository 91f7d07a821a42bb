import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";
import { presetFor } from "./preset.js";

const { url, poolSize } = JSON.parse(process.argv[2]);
const serv = postgraphile(presetFor({ url, poolSize })).createServ(grafserv);
const server = createServer();
await serv.addTo(server);
await serv.ready();
server.listen(0, "127.0.0.1", () =>
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}/graphql\n`),
);
