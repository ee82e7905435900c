import type { BaseLogger } from "pino";

/** What storage needs of the process's logger. */
export type StorageLog = Pick<BaseLogger, "debug" | "info" | "warn" | "error">;
