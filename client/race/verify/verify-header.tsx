import { PageHeader } from "#client/framework/page-header.tsx";
import { texts } from "./texts.ts";

/** The top of the page: the race's other pages, as far as there is a race. */
export function VerifyHeader({ raceId }: { raceId: number | undefined }) {
  const { nav, settings } = texts.value.verify;
  const ofRace =
    raceId === undefined
      ? []
      : [
          { label: nav.replay, href: `/replay/${raceId}` },
          { label: nav.figures, href: `/stats/races/${raceId}` },
        ];
  return (
    <PageHeader
      label={nav.label}
      links={[...ofRace, { label: nav.races, href: "/stats/races" }]}
      settings={settings}
    />
  );
}
