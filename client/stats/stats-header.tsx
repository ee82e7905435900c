import { PageHeader } from "#client/framework/page-header.tsx";
import type { Address } from "./address.ts";
import { texts } from "./texts.ts";

const links = [
  { name: "runners", href: "/stats" },
  { name: "races", href: "/stats/races" },
  { name: "players", href: "/leaderboards/players" },
  { name: "me", href: "/stats/me" },
] as const;

/** The top of the pages of statistics. */
export function StatsHeader({ page }: { page: Address["page"] }) {
  const { nav, settings } = texts.value.stats;
  const current = page === "runner" ? "runners" : page === "race" ? "races" : page;
  return (
    <PageHeader
      label={nav.label}
      links={links.map(({ name, href }) => ({
        label: nav[name],
        href,
        isCurrent: name === current,
      }))}
      settings={settings}
    />
  );
}
