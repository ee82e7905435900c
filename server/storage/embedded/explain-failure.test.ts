import { expect } from "chai";
import { explainFileError, explainPostgresFailure } from "./explain-failure.ts";

describe("a failure of the database's files", () => {
  const sentences: [string, string][] = [
    ["ENOSPC", "the disk is full"],
    ["EACCES", "permission is denied"],
    ["EROFS", "the file system is read-only"],
  ];
  for (const [code, reason] of sentences) {
    it(`says that ${reason}`, () => {
      const error = Object.assign(new Error("raw"), { code });
      expect(explainFileError(error, "The folder x cannot be made").message).to.equal(
        `The folder x cannot be made, because ${reason}; free it or set DATA_DIR to another folder.`,
      );
    });
  }

  it("stays as it is when it has nothing to do with files", () => {
    const error = new TypeError("a bug");
    expect(explainFileError(error, "x")).to.equal(error);
  });
});

describe("a failure of PostgreSQL", () => {
  it("is told by its last complaint", () => {
    const output = `2026-01-01 LOG:  starting
2026-01-01 FATAL:  could not map anonymous shared memory: Cannot allocate memory
2026-01-01 LOG:  database system is shut down
`;
    expect(explainPostgresFailure(output, "pg.log").message).to.equal(
      "The database could not start (PostgreSQL says: could not map anonymous shared memory: Cannot allocate memory); its log is pg.log.",
    );
  });

  it("of initdb is told by its complaint, not by its hint", () => {
    const output = `initdb: error: cannot be run as root
initdb: hint: Please log in as the user that will own the server process.
`;
    expect(explainPostgresFailure(output, "pg.log").message).to.contain("cannot be run as root)");
  });

  it("for want of room is told as that", () => {
    const output = 'FATAL:  could not write to file "pg_wal/x": No space left on device\n';
    expect(explainPostgresFailure(output, "pg.log").message).to.contain("the disk is full");
  });
});
