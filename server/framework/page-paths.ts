import type { Application } from "express";

/**
 * Shows a page at addresses that are also routes: a browser that goes there asks for HTML and gets
 * `file`, everything else gets the route's JSON.
 */
export function servePageAt(
  app: Application,
  { paths, file }: { paths: readonly string[]; file: string },
): void {
  app.get([...paths], (request, response, next) => {
    response.vary("Accept");
    if (request.accepts(["json", "html"]) !== "html") return next();
    response.setHeader("Cache-Control", "no-cache");
    response.sendFile(file);
  });
}
