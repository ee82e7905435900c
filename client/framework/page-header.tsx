import { common as english } from "#client/languages/en/common.ts";
import { common as spanish } from "#client/languages/es/common.ts";
import { pageTexts } from "./language.ts";
import { SettingsButton } from "./settings-button.tsx";

/** Another page of the same kind; `isCurrent` is the one that is shown. */
export interface PageLink {
  label: string;
  href: string;
  isCurrent?: boolean;
}

const texts = pageTexts({ en: english, es: spanish });

/** Brand, the way to the pages beside this one, and the settings: the top of a page that is read. */
export function PageHeader(props: { label: string; links: readonly PageLink[]; settings: string }) {
  const { label, links, settings } = props;
  return (
    <header class="top-bar page-header">
      <a class="brand" href="/">
        <span>{texts.value.brand}</span>
      </a>
      <nav aria-label={label}>
        {links.map((link) => (
          <a
            key={link.href}
            class="label"
            href={link.href}
            {...(link.isCurrent === true && { "aria-current": "page" as const })}
          >
            {link.label}
          </a>
        ))}
      </nav>
      <SettingsButton label={settings} />
    </header>
  );
}
