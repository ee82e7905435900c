import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { languages } from "#client/framework/choose-language.ts";

const themes = ["light", "dark"] as const;

/**
 * Everything that keeps people from reading a page, in each language and both themes: what axe
 * finds, and a page wider than its screen. The page is loaded anew for each language; `prepare`
 * then brings it to where it is to be looked at.
 */
export async function findBarriers(
  page: Page,
  prepare: (page: Page) => Promise<void>,
): Promise<string[]> {
  const barriers: string[] = [];
  for (const language of languages) {
    const address = new URL(page.url());
    address.searchParams.set("lang", language);
    if (address.href !== page.url()) await page.goto(address.href);
    await prepare(page);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      for (const barrier of [...(await askAxe(page)), ...(await measureWidth(page))]) {
        barriers.push(`${language}, ${theme}: ${barrier}`);
      }
    }
  }
  return barriers;
}

async function askAxe(page: Page): Promise<string[]> {
  // Frames there are none; without looking for them no helper page is opened.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

async function measureWidth(page: Page): Promise<string[]> {
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    innerWidth,
  ]);
  return content === screen ? [] : [`${content} px wide on a screen of ${screen}`];
}
