import { graphql } from "graphql";
import { beforeEach, describe, expect, it } from "vitest";
import { anonymous } from "../src/access/viewer.js";
import { loads, schema } from "./support/bookshelf.js";

async function ask(source: string, variableValues: Record<string, unknown> = {}) {
  const answer = await graphql({ schema, source, variableValues, contextValue: { viewer: anonymous } });
  // graphql makes objects without a prototype
  return JSON.parse(JSON.stringify(answer)) as { data: never; errors?: { message: string; path: unknown[] }[] };
}

beforeEach(() => void (loads.length = 0));

describe("a level of the answer is loaded once for all its rows", () => {
  it("and the levels below it, too", async () => {
    const { data } = await ask("{ shelves { books(first: 1) { pages shelf { title } } } }");
    const book = { books: [{ pages: 100, shelf: { title: "Shelf 9" } }] };
    expect(data).toEqual({ shelves: [book, book, book] });
    expect(loads).toEqual(["books(1) of S1 S2 S3", "pages of S1-1 S2-1 S3-1", "shelf of S1-1 S2-1 S3-1"]);
  });

  it("where one row serves several parents, below that row once", async () => {
    await ask("{ shelves { books(first: 1) { shelf { books(first: 1) { title } } } } }");
    expect(loads.at(-1)).toBe("books(1) of S9");
  });

  it("in lists of lists", async () => {
    const { data } = await ask("{ shelves { piles { id pages } } }");
    const pile = (id: string) => ({ id, pages: 100 });
    expect(data["shelves"][0]).toEqual({ piles: [[pile("S1-x")], [], [pile("S1-y"), pile("S1-z")]] });
    expect(loads).toHaveLength(2);
  });
});

describe("what is selected is what is loaded", () => {
  it("under each alias for itself", async () => {
    const { data } = await ask("{ shelves { one: books(first: 1) { id } two: books { id pages } } }");
    expect(data["shelves"][1]).toEqual({
      one: [{ id: "S2-1" }],
      two: [
        { id: "S2-1", pages: 100 },
        { id: "S2-2", pages: 100 },
      ],
    });
  });

  it("under one key twice, with the selections of both", async () => {
    const { data } = await ask("{ shelves { books(first: 1) { id } books(first: 1) { pages } } }");
    expect(data["shelves"][0]).toEqual({ books: [{ id: "S1-1", pages: 100 }] });
    expect(loads).toHaveLength(2);
  });

  it("through named, inline and nested fragments", async () => {
    const { data } = await ask(`
      { shelves { ...A ... on Shelf { books(first: 1) { title } } ... { books(first: 1) { shelf { id } } } } }
      fragment A on Shelf { books(first: 1) { ...B } }
      fragment B on Thing { id ... on Book { pages } }`);
    expect(data["shelves"][0]).toEqual({
      books: [{ id: "S1-1", pages: 100, title: "Book S1-1", shelf: { id: "S9" } }],
    });
  });

  it("not what @skip and @include leave out", async () => {
    const query = `query ($yes: Boolean!, $no: Boolean!) {
      shelves { a: books(first: 1) @include(if: $yes) { id pages @skip(if: $yes) } b: books @include(if: $no) { id } ...F @skip(if: $yes) }
    } fragment F on Shelf { piles { id } }`;
    const { data } = await ask(query, { yes: true, no: false });
    expect(data["shelves"][0]).toEqual({ a: [{ id: "S1-1" }] });
    expect(loads).toEqual(["books(1) of S1 S2 S3"]);
  });

  it("with arguments from variables and their defaults", async () => {
    await ask("query ($n: Int, $m: Int = 3) { shelves { a: books(first: $n) { id } b: books(first: $m) { id } } }");
    expect(loads).toEqual(["books(2) of S1 S2 S3", "books(3) of S1 S2 S3"]);
  });

  it("below an interface and a union, by the rows' types", async () => {
    const things = await ask(
      "{ things { __typename id ... on Shelf { books(first: 1) { id } } ... on Book { pages } } }",
    );
    expect(things.data["things"]).toEqual([
      { __typename: "Shelf", id: "S1", books: [{ id: "S1-1" }] },
      { __typename: "Book", id: "a", pages: 100 },
      { __typename: "Shelf", id: "S2", books: [{ id: "S2-1" }] },
    ]);
    const finds = await ask("{ finds { ... on Thing { id } ... on Book { pages } } }");
    expect(finds.data["finds"]).toEqual([{ id: "a", pages: 100 }, { id: "S1" }, { id: "b", pages: 100 }]);
    expect(loads).toEqual(["books(1) of S1 S2", "pages of a", "pages of a b"]);
  });
});

describe("the same rows on two levels keep apart", () => {
  const ids = (...ids: string[]) => ids.map((id) => ({ id }));

  it("as nodes and as edges", async () => {
    const { data } = await ask(
      "{ shelfPage { nodes { books(first: 1) { id } } edges { cursor node { books(first: 2) { id } } } pageInfo { endCursor } } }",
    );
    expect(data["shelfPage"]["nodes"][0]).toEqual({ books: ids("S1-1") });
    expect(data["shelfPage"]["edges"][0]).toEqual({ cursor: "S1", node: { books: ids("S1-1", "S1-2") } });
  });

  it("as nodes under two names", async () => {
    const { data } = await ask(
      "{ shelfPage { a: nodes { books(first: 1) { id } } b: nodes { books(first: 2) { pages } } } }",
    );
    expect(data["shelfPage"]["a"][0]).toEqual({ books: ids("S1-1") });
    expect(data["shelfPage"]["b"][0]).toEqual({ books: [{ pages: 100 }, { pages: 100 }] });
  });

  it("as edges under two names, with one fragment in both", async () => {
    const { data } = await ask(`
      { shelfPage { a: edges { node { ...F } } b: edges { node { ...F books(first: 1) { pages } } } } }
      fragment F on Shelf { books(first: 1) { id } }`);
    expect(data["shelfPage"]["a"][0]).toEqual({ node: { books: ids("S1-1") } });
    expect(data["shelfPage"]["b"][0]).toEqual({ node: { books: [{ id: "S1-1", pages: 100 }] } });
  });
});

describe("a failure", () => {
  it("of one loader leaves its siblings their answers, and is told at its paths", async () => {
    const { data, errors } = await ask("{ shelves { broken { id } books(first: 1) { id } } }");
    expect(data["shelves"][2]).toEqual({ broken: null, books: [{ id: "S3-1" }] });
    expect(errors!.map(({ message, path }) => [message, path.join(".")])).toEqual([
      ["the loader failed", "shelves.0.broken"],
      ["the loader failed", "shelves.1.broken"],
      ["the loader failed", "shelves.2.broken"],
    ]);
  });

  it("of one row is that row's alone", async () => {
    const { data, errors } = await ask("{ shelves { flaky { id pages } } }");
    expect(data["shelves"]).toEqual([
      { flaky: { id: "S1-f", pages: 100 } },
      { flaky: null },
      { flaky: { id: "S3-f", pages: 100 } },
    ]);
    expect(errors!.map(({ path }) => path)).toEqual([["shelves", 1, "flaky"]]);
  });

  it("where a value is needed takes the parent with it", async () => {
    const { data, errors } = await ask("{ things { id ... on Shelf { needed { id } } } }");
    expect([data, errors![0]!.path]).toEqual([null, ["things", 2, "needed"]]);
  });

  it("of a loader to answer for every row is an error, not a shift", async () => {
    const { data, errors } = await ask("{ shelves { short { id } } }");
    expect(data["shelves"]).toEqual([{ short: null }, { short: null }, { short: null }]);
    expect(errors![0]!.message).toBe("short: 0 results for 3 rows");
  });
});
