import { expect } from "chai";
import { type FormBook, openFormBook } from "#server/testing/form-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { type Remembering, rememberUntilRace } from "./remember-until-race.ts";

describe("what is read once per race", () => {
  let database: TestDatabase;
  let book: FormBook;
  let remember: Remembering;
  let reads: number;
  let now: number;

  beforeEach(async () => {
    database = await createTestDatabase();
    book = openFormBook(database.dataSource);
    now = 1_000_000;
    remember = rememberUntilRace(database.dataSource, { now: () => now });
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

  it("a read that failed is everybody's answer for five seconds, and is then asked again", async () => {
    const fail = () => {
      reads += 1;
      return Promise.reject(new Error("away"));
    };
    const ask = () => remember("board", fail).catch((error: Error) => error.message);
    expect(await Promise.all([ask(), ask(), ask()])).to.deep.equal(["away", "away", "away"]);
    now += 4_999;
    await book.race();
    expect(await ask()).to.equal("away");
    expect(reads).to.equal(1);
    now += 1;
    expect(await remember("board", count)).to.equal(2);
    expect(await remember("board", count)).to.equal(2);
  });
});
