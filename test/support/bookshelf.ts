import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { ArgsType, createUnionType, Field, ID, Int, InterfaceType, ObjectType, Query, Resolver } from "type-graphql";
import { connectionType } from "../../src/graphql/connection.type.js";
import { BatchedField, ComputedField } from "../../src/graphql/field.js";
import { buildSchema } from "../../src/graphql/schema.js";
import { Connection } from "../../src/shared/connection.js";

interface Row {
  readonly id: string;
  readonly title: string;
  readonly __typename: "Shelf" | "Book";
}

/** Not Kho's Node: type-graphql puts whatever implements an interface into every schema that has it. */
@InterfaceType("Thing")
abstract class ThingType {
  @Field(() => ID)
  id!: string;
}

@ObjectType("Book", { implements: ThingType })
class BookType extends ThingType {
  @Field(() => String)
  title!: string;
}

@ObjectType("Shelf", { implements: ThingType })
class ShelfType extends ThingType {
  @Field(() => String)
  title!: string;
}

const FindType = createUnionType({
  name: "Find",
  types: () => [ShelfType, BookType] as const,
  resolveType: (row) => (row as unknown as Row).__typename,
});
const ShelfConnectionType = connectionType("Shelf", () => ShelfType);

@ArgsType()
class BooksArgs {
  @Field(() => Int, { defaultValue: 2 })
  first!: number;
}

const shelf = (n: number): Row => ({ id: `S${n}`, title: `Shelf ${n}`, __typename: "Shelf" });
const book = (id: string): Row => ({ id, title: `Book ${id}`, __typename: "Book" });
const SHELVES = () => [shelf(1), shelf(2), shelf(3)];

/** What was loaded: the field, its argument, and the rows it was loaded for. */
export const loads: string[] = [];
function load<Result>(field: string, rows: readonly Row[], result: (row: Row) => Result): Result[] {
  loads.push(`${field} of ${rows.map(({ id }) => id).join(" ")}`);
  return rows.map(result);
}

@Resolver(() => ShelfType)
class ShelfResolver {
  @Query(() => [ShelfType])
  shelves() {
    return SHELVES();
  }

  @Query(() => ShelfConnectionType)
  shelfPage() {
    return new Connection(SHELVES(), ({ id }) => id, { hasNextPage: false, hasPreviousPage: false });
  }

  @Query(() => [ThingType])
  things() {
    return [shelf(1), book("a"), shelf(2)];
  }

  @Query(() => [FindType])
  finds() {
    return [book("a"), shelf(1), book("b")];
  }

  @ComputedField(() => ID, { description: "" })
  id({ id }: Row) {
    return id;
  }

  @BatchedField(() => [BookType], { description: "", args: () => BooksArgs })
  books(shelves: readonly Row[], { first }: BooksArgs) {
    return load(`books(${first})`, shelves, ({ id }) =>
      Array.from({ length: first }, (_, i) => book(`${id}-${i + 1}`)),
    );
  }

  @BatchedField(() => [[BookType]], { description: "" })
  piles(shelves: readonly Row[]) {
    return load("piles", shelves, ({ id }) => [[book(`${id}-x`)], [], [book(`${id}-y`), book(`${id}-z`)]]);
  }

  @BatchedField(() => BookType, { description: "", nullable: true })
  broken(): never {
    throw new Error("the loader failed");
  }

  @BatchedField(() => BookType, { description: "", nullable: true })
  flaky(shelves: readonly Row[]) {
    return load("flaky", shelves, ({ id }) => (id === "S2" ? new Error("no second") : book(`${id}-f`)));
  }

  @BatchedField(() => BookType, { description: "" })
  needed(shelves: readonly Row[]) {
    return load("needed", shelves, ({ id }) => (id === "S2" ? null : book(`${id}-n`)));
  }

  @BatchedField(() => BookType, { description: "", nullable: true })
  short() {
    return [];
  }
}

@Resolver(() => BookType)
class BookResolver {
  @ComputedField(() => ID, { description: "" })
  id({ id }: Row) {
    return id;
  }

  @BatchedField(() => ShelfType, { description: "", nullable: true })
  shelf(books: readonly Row[]) {
    const shared = shelf(9);
    return load("shelf", books, () => shared);
  }

  @BatchedField(() => Int, { description: "" })
  pages(books: readonly Row[]) {
    return load("pages", books, () => 100);
  }
}

/** A small schema of its own for stories about how levels are loaded. */
export const schema: GraphQLSchema = buildSchema([new ShelfResolver(), new BookResolver()]);
