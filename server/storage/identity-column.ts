/**
 * The column options of an id that the database counts up: always, or unless an insert names one
 * that it has drawn before. TypeORM knows the strategy `identity`, though the type of an
 * EntitySchema's column does not say so.
 */
export function identityColumn(kind: "ALWAYS" | "BY DEFAULT") {
  return { generated: "identity" as "increment", generatedIdentity: kind };
}
