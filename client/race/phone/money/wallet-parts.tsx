import { HandlesPanel } from "../handles/handles-panel.tsx";
import { FavorsLink } from "./favors-link.tsx";
import { StatementList } from "./statement-list.tsx";

/** What the wallet holds besides the balance. `now` is the server's clock, epoch milliseconds. */
export function WalletParts({ now }: { now: number }) {
  return (
    <>
      <FavorsLink />
      <HandlesPanel now={now} />
      <StatementList />
    </>
  );
}
