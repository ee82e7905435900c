import { expect } from "chai";
import { QueryFailedError } from "typeorm";
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

  it("never repeats the values of a statement that failed, however deep its error is wrapped", () => {
    const lines: string[] = [];
    const stream = { write: (line: string) => void lines.push(line) };
    const driverError = Object.assign(new Error("duplicate key"), {
      code: "23505",
      detail: "Key (last_seed)=(5ec2e7) already exists.",
    });
    const failed = new QueryFailedError("INSERT INTO seed_chains", ["5ec2e7"], driverError);
    const log = createLog({ level: "warn", format: "json", stream });
    log.error({ error: failed }, "failed");
    log.error({ error: new Error("outer", { cause: failed }) }, "failed");
    log.error({ error: new AggregateError([failed]) }, "failed");
    expect(lines).to.have.length(3);
    for (const line of lines) {
      expect(line).to.include("duplicate key");
      expect(line).to.not.include("5ec2e7");
    }
    expect(lines[0]).to.include("23505").and.to.include("INSERT INTO seed_chains");
  });
});
