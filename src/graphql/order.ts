import { registerEnumType } from "type-graphql";

/** Direction of an ordering. Missing values come last in both. */
export enum OrderDirection {
  ASC = "ASC",
  DESC = "DESC",
}
registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "Direction of an ordering; missing values come last in both.",
  valuesConfig: { ASC: { description: "Smallest first." }, DESC: { description: "Largest first." } },
});
