import { Client, type ClientConfig } from "pg";

/** What `pg` says when the server has not answered within `query_timeout`. */
const READ_TIMEOUT_MESSAGE = "Query read timeout";
const TRANSACTION_ENDS = new Set<unknown>(["COMMIT", "ROLLBACK"]);

/**
 * A connection that ends when an answer takes too long: the server is gone, or cannot be reached,
 * without a word. `pg` alone would hand it back to the pool, where the next one waits for it again.
 */
export class HangUpClient extends Client {
  #silenceMs: number | undefined;

  constructor(config?: string | ClientConfig) {
    super(config);
    // Between the pool and its borrower nobody listens for a moment, and an error nobody listens to
    // ends the process. The borrower's next question hears of the break.
    this.on("error", () => undefined);
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    const watched = (...args: unknown[]): unknown => {
      if (TRANSACTION_ENDS.has(args[0])) this.#silenceMs = undefined;
      const answer = query(...this.#waitingLonger(args));
      if (answer instanceof Promise) {
        answer.catch((error: Error) => {
          // Without a farewell, since a question is open; the pool takes nobody back who has ended.
          if (error.message === READ_TIMEOUT_MESSAGE) void this.end();
        });
      }
      return answer;
    };
    this.query = watched as Client["query"];
  }

  /** Waits this long for each answer, in place of `query_timeout`, until the transaction ends. */
  waitFor(silenceMs: number): void {
    this.#silenceMs = silenceMs;
  }

  #waitingLonger(args: unknown[]): unknown[] {
    const [text, values, ...others] = args;
    if (this.#silenceMs === undefined || typeof text !== "string") return args;
    return [{ text, values, query_timeout: this.#silenceMs }, ...others];
  }
}
