import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { texts } from "../texts.ts";
import { FavorsLink } from "./favors-link.tsx";
import { refreshWallets } from "./refresh-wallets.ts";
import { StatementList } from "./statement-list.tsx";
import { wallet } from "./wallet.ts";

/**
 * Balance, favors, coins and handles, and every movement of my chips in words. `now` is the server's
 * clock, epoch milliseconds.
 */
export function WalletPage({ now }: { now: number }) {
  const { phone } = texts.value;
  useEffect(() => void refreshWallets(), []);
  return (
    <main class="wallet">
      <h1 class="headline">{phone.wallet.heading}</h1>
      <Balance />
      <FavorsLink />
      <Handles now={now} />
      <StatementList />
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
