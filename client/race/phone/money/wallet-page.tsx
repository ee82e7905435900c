import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import type { StatementEntryWire } from "#common/wallet/statement-schemas.ts";
import { seat } from "../seat.ts";
import { texts } from "../texts.ts";
import { refreshWallets } from "./refresh-wallets.ts";
import { StatementRow } from "./statement-row.tsx";
import { wallet } from "./wallet.ts";

const PAGE_SIZE = 20;

/**
 * Balance, coins and handles, and every movement of my chips in words, page by page. `now` is the
 * server's clock, epoch milliseconds.
 */
export function WalletPage({ now }: { now: number }) {
  const { common, phone } = texts.value;
  const version = wallet.value?.version;
  const [entries, setEntries] = useState<readonly StatementEntryWire[]>([]);
  /** Cursor of the page after; null = that was all; undefined = not asked yet. */
  const [next, setNext] = useState<string | null>();
  const [problem, setProblem] = useState<string>();

  async function load(before?: string) {
    const query = before === undefined ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, before };
    const token = seat.value?.token;
    const answer = await call("GET", "/wallet/me/statement", { query, token }).catch(
      () => undefined,
    );
    if (!answer?.ok) {
      setProblem(answer ? texts.value.refusals[answer.refusal.code](undefined) : common.noAnswer);
      return;
    }
    const { entries: page } = answer.value;
    setEntries((known) => (before === undefined ? page : [...known, ...page]));
    setNext(answer.value.next);
    setProblem(undefined);
  }

  useEffect(() => void refreshWallets(), []);
  // A balance that has just moved has a new first line.
  useEffect(() => void load(), [version]);

  return (
    <main class="wallet">
      <h1 class="headline">{phone.wallet.heading}</h1>
      <Balance />
      <Handles now={now} />
      <section>
        <h2 class="section-label">{phone.wallet.statement}</h2>
        {next !== undefined && entries.length === 0 && <p class="dim">{phone.wallet.none}</p>}
        <ol class="statement">
          {entries.map((entry) => (
            <StatementRow key={entry.id} entry={entry} />
          ))}
        </ol>
        <p role="alert" class="refusal" hidden={problem === undefined}>
          {problem}
        </p>
        {problem !== undefined && (
          <button type="button" class="button" onClick={() => void load()}>
            {common.tryAgain}
          </button>
        )}
        {problem === undefined && typeof next === "string" && (
          <button type="button" class="button" onClick={() => void load(next)}>
            {phone.wallet.more}
          </button>
        )}
      </section>
    </main>
  );
}

/** Coins and handles, whose code comes when the wallet is opened. */
function Handles({ now }: { now: number }) {
  const [Panel, setPanel] = useState<ComponentType<{ now: number }>>();
  useEffect(() => {
    void import("../handles/handles-panel.tsx").then(({ HandlesPanel }) => {
      setPanel(() => HandlesPanel);
    });
  }, []);
  return Panel && <Panel now={now} />;
}

function Balance() {
  const { wallet: words } = texts.value.phone;
  const held = wallet.value;
  const amount = (chips: string | undefined) =>
    chips === undefined ? "–" : formatAmount(chips, language.value);
  return (
    <dl class="balances panel">
      <div class="is-main">
        <dt>{words.available}</dt>
        <dd class="numeral">{amount(held?.available)}</dd>
      </div>
      <div>
        <dt>{words.locked}</dt>
        <dd class="numeral">{amount(held?.locked)}</dd>
      </div>
      <div>
        <dt>{words.total}</dt>
        <dd class="numeral">{amount(held?.total)}</dd>
      </div>
    </dl>
  );
}
