import { PageHeader } from "#client/framework/page-header.tsx";
import type { Address } from "./address.ts";
import { texts } from "./texts.ts";

const links = [
  { page: "history", href: "/battles" },
  { page: "leaderboard", href: "/battles/leaderboard" },
] as const;

/** The top of the pages about battles. */
export function BattlesHeader({ page }: { page: Address["page"] }) {
  const { nav, settings } = texts.value.battles;
  return (
    <PageHeader
      label={nav.label}
      links={links.map((link) => ({
        label: nav[link.page],
        href: link.href,
        isCurrent: link.page === page,
      }))}
      settings={settings}
    />
  );
}
