/**
 * What one statement may take that ends a whole race: it writes every bet, and under load ten thousand
 * of them have taken longer than any other statement may.
 */
export const CLOSER_STATEMENT_MS = 30_000;
