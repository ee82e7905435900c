import type { ValueTransformer } from "typeorm";

/** A PostgreSQL `bigint` as a `bigint`: the driver alone would answer a string. */
const bigintTransformer: ValueTransformer = {
  to: (value: bigint | null | undefined) => value?.toString() ?? value,
  from: (text: string | null) => (text === null ? null : BigInt(text)),
};

/** The column options of an amount or an id of 64 bits. */
export const bigintColumn = { type: "bigint", transformer: bigintTransformer } as const;
