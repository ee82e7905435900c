import { readAddress } from "./address.ts";
import { BattlePage } from "./battle-page.tsx";
import { BattlesHeader } from "./battles-header.tsx";
import { HistoryPage } from "./history-page.tsx";
import { LeaderboardPage } from "./leaderboard-page.tsx";
import { texts } from "./texts.ts";

const address = readAddress(location);

/** The pages about battles: history, one battle, leaderboard. Each address is a load of its own. */
export function BattlesApp() {
  document.title = texts.value.battles.title;
  return (
    <>
      <BattlesHeader page={address.page} />
      <Page />
    </>
  );
}

function Page() {
  switch (address.page) {
    case "history":
      return <HistoryPage />;
    case "leaderboard":
      return <LeaderboardPage session={address.session} />;
    case "battle":
      return <BattlePage id={address.id} />;
  }
}
