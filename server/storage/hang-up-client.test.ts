import { expect } from "chai";
import { Pool } from "pg";
import { createTestDatabase } from "#server/testing/test-database.ts";
import { HangUpClient } from "./hang-up-client.ts";

describe("a connection of the pool", () => {
  it("may break on its way to its borrower, who hears of it at the first question", async () => {
    const { url, drop } = await createTestDatabase();
    const pool = new Pool({ connectionString: url, Client: HangUpClient as never, max: 1 });
    // The pool ends before its sockets do; a database dropped meanwhile would say so to nobody.
    const bothGone = new Promise<void>((resolve) => {
      let left = 2;
      pool.on("remove", () => {
        left -= 1;
        if (left === 0) resolve();
      });
    });
    const failure = await new Promise<unknown>((resolve, reject) => {
      pool.connect((_, client, release) => {
        if (client === undefined) return reject(new Error("no connection"));
        // What the server says when it is killed comes in one piece with the answer before it.
        const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
        connection.emit("errorMessage", new Error("terminating connection"));
        connection.emit("error", new Error("read ECONNRESET"));
        void client.query("SELECT 1").catch((error: unknown) => {
          release(true);
          resolve(error);
        });
      });
    });
    expect(String(failure)).to.match(/connection error/);
    expect((await pool.query("SELECT 1 AS one")).rows).to.deep.equal([{ one: 1 }]);
    await pool.end();
    await bothGone;
    await drop();
  });
});
