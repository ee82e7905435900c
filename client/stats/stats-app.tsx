import { readAddress } from "./address.ts";
import { BoardPage } from "./board-page.tsx";
import { OwnPage } from "./own-page.tsx";
import { RacePage } from "./race-page.tsx";
import { RacesPage } from "./races-page.tsx";
import { type RunnerLook, RunnerLookProvider } from "./runner-look.ts";
import { RunnerPage } from "./runner-page.tsx";
import { RunnersPage } from "./runners-page.tsx";
import { StatsHeader } from "./stats-header.tsx";
import { texts } from "./texts.ts";

const address = readAddress(location);

/** The pages of statistics: runners, races, players, and a player's own. Each address is a load of its own. */
export function StatsApp({ look }: { look: RunnerLook }) {
  document.title = texts.value.stats.title;
  return (
    <RunnerLookProvider value={look}>
      <StatsHeader page={address.page} />
      <Page />
    </RunnerLookProvider>
  );
}

function Page() {
  switch (address.page) {
    case "runners":
      return <RunnersPage />;
    case "runner":
      return <RunnerPage id={address.id} />;
    case "races":
      return <RacesPage />;
    case "race":
      return <RacePage id={address.id} />;
    case "players":
      return <BoardPage span={address.span} lobby={address.lobby} />;
    case "me":
      return <OwnPage />;
  }
}
