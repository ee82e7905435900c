import { expect } from "chai";
import { type FormBook, openFormBook } from "#server/testing/form-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { type Remembering, rememberUntilRace } from "./remember-until-race.ts";

describe("what is read once per race", () => {
  let database: TestDatabase;
  let book: FormBook;
  let remember: Remembering;
  let reads: number;

  beforeEach(async () => {
    database = await createTestDatabase();
    book = openFormBook(database.dataSource);
    remember = rememberUntilRace(database.dataSource);
    reads = 0;
  });
  afterEach(() => database.drop());

  const count = () => Promise.resolve((reads += 1));

  it("many who ask at once or later get one answer", async () => {
    expect(await Promise.all(Array.from({ length: 20 }, () => remember("board", count)))).to.eql(
      Array.from({ length: 20 }, () => 1),
    );
    expect(await remember("board", count)).to.equal(1);
    expect(await remember("another", count)).to.equal(2);
  });

  it("an official race makes a new answer, a void or running one does not", async () => {
    await remember("board", count);
    await book.race({ status: "void" });
    await book.race({ status: "racing" });
    expect(await remember("board", count)).to.equal(1);
    await book.race();
    expect(await remember("board", count)).to.equal(2);
  });

  it("a read that failed is asked again", async () => {
    const failed = await remember("board", () => Promise.reject(new Error("away"))).catch(
      (error: Error) => error.message,
    );
    expect(failed).to.equal("away");
    expect(await remember("board", count)).to.equal(1);
  });
});
