import { createServer } from "node:http";
import pg from "pg";
import { STATEMENTS } from "./statements.js";

const { url, poolSize } = JSON.parse(process.argv[2]);
const pool = new pg.Pool({ connectionString: url, max: poolSize });

/** Body: {"question":"q3","values":["TK001"]}. The answer is the text that Postgres has built. */
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () =>
    answer(JSON.parse(body)).then(
      (text) => send(response, 200, text),
      (error) => fail(response, error),
    ),
  );
});

async function answer({ question, values }) {
  const { rows } = await pool.query({ name: question, text: STATEMENTS[question], values });
  return rows[0].text;
}

function send(response, status, text) {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

function fail(response, error) {
  send(response, 500, JSON.stringify({ errors: [error.message] }));
}

server.listen(0, "127.0.0.1", () => process.stdout.write(`listening on http://127.0.0.1:${server.address().port}/\n`));
