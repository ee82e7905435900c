import { expect } from "chai";
import { createLog } from "./log.ts";

describe("a log line", () => {
  it("carries an error with its message, stack and cause", () => {
    const lines: string[] = [];
    const stream = { write: (line: string) => void lines.push(line) };
    const log = createLog({ level: "warn", format: "json", stream });
    const error = new Error("outer", { cause: new Error("inner") });
    log.child({ room: "BCDF" }).error({ error }, "failed");
    log.info("not worth a line");
    expect(lines).to.have.length(1);
    const line = JSON.parse(lines[0] ?? "") as {
      room: string;
      msg: string;
      error: { message: string; stack: string; cause: { message: string } };
    };
    expect(line).to.include({ room: "BCDF", msg: "failed" });
    expect(line.error.message).to.equal("outer");
    expect(line.error.stack).to.include("log.test");
    expect(line.error.cause.message).to.equal("inner");
  });
});
