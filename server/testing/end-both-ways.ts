import type { DataSource, EntityManager } from "typeorm";

/** Everything that the end of a race may move, without the ids that are drawn for it. */
export interface BooksAfter<Answer> {
  answer: Answer;
  tables: Record<string, unknown[]>;
}

/**
 * Carries out the same end of a race twice, each time in a transaction that is taken back, and
 * answers what each said and what stood in the books before it was taken back.
 */
export async function endBothWays<Answer>(
  dataSource: DataSource,
  ways: {
    plain: (manager: EntityManager) => Promise<Answer>;
    fast: (manager: EntityManager) => Promise<Answer>;
  },
): Promise<{ plain: BooksAfter<Answer>; fast: BooksAfter<Answer> }> {
  return {
    plain: await endAndTakeBack(dataSource, ways.plain),
    fast: await endAndTakeBack(dataSource, ways.fast),
  };
}

async function endAndTakeBack<Answer>(
  dataSource: DataSource,
  end: (manager: EntityManager) => Promise<Answer>,
): Promise<BooksAfter<Answer>> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    const [last] = (await runner.query(
      "select coalesce(max(id), 0)::text as id from transfers",
    )) as [{ id: string }];
    const answer = await end(runner.manager);
    // What a commit would still refuse.
    await runner.query("set constraints all immediate");
    const tables: Record<string, unknown[]> = {};
    for (const [name, sql] of Object.entries(moved)) {
      tables[name] = (await runner.query(sql)) as unknown[];
    }
    tables.transfers = (await runner.query(transfersSince, [last.id])) as unknown[];
    return { answer, tables };
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Of the race that was opened last, and of all players. */
const moved: Record<string, string> = {
  bets: "select * from bets where race_id = (select max(id) from races) order by id",
  wallets: "select * from wallets order by player_id",
  accounts: "select * from accounts where balance is not null order by name",
  favors:
    "select * from favors where status = 'open' or ended_at is not null order by id desc limit 12",
  players: "select id, loyalty from players order by id",
  exposures: "select * from fixed_exposures order by race_id, runner",
  inputs: "select * from race_inputs where race_id = (select max(id) from races) order by seq",
  races: "select id, scratched from races order by id desc limit 1",
};

/** In their order, each with its postings by account. */
const transfersSince = `
select kind, currency, race_id, bet_id, player_id, (
  select jsonb_agg(jsonb_build_array(account, amount) order by account, amount)
  from postings where transfer_id = transfers.id and postings.kind = transfers.kind
) as postings
from transfers where id > $1 order by id`;
