import compression from "compression";
import cors from "cors";
import express, { type Application, type ErrorRequestHandler } from "express";
import helmet from "helmet";
import type { Log } from "./log.ts";
import { sendProblem } from "./problem.ts";

/** Everything in front of the routes: safe headers, allowed origins, small bodies. */
export function prepareHttp(
  app: Application,
  options: { allowedOrigins: readonly string[]; bodyBytesMax: number; trustProxyHops: number },
): void {
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustProxyHops);
  app.use(
    helmet({
      // A LAN page is plain HTTP: nothing may send the browser to HTTPS.
      strictTransportSecurity: false,
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", "data:", "blob:"],
          fontSrc: ["'self'", "data:"],
          connectSrc: ["'self'", "ws:", "wss:"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'self'"],
        },
      },
    }),
  );
  app.use(
    cors({
      origin: [...options.allowedOrigins],
      exposedHeaders: ["Idempotency-Replayed", "Retry-After"],
    }),
  );
  app.use(compression());
  app.use(express.json({ limit: options.bodyBytesMax }));
}

/** Everything behind the routes: pages with long-lived hashed assets, then the last words. */
export function finishHttp(
  app: Application,
  { pagesDir, log }: { pagesDir: string; log: Log },
): void {
  app.use(
    express.static(pagesDir, {
      extensions: ["html"],
      setHeaders(response, path) {
        const isHashed = path.includes("/assets/") || path.includes("\\assets\\");
        response.setHeader(
          "Cache-Control",
          isHashed ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    }),
  );
  app.use((_request, response) => sendProblem(response, { code: "not_found" }));
  app.use(answerFault(log));
}

/** Faults of the body parser are the client's; everything else is a bug. */
function answerFault(log: Log): ErrorRequestHandler {
  return (error: { type?: string; status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.type === "entity.too.large")
      return sendProblem(response, { code: "payload_too_large" });
    if (error.status !== undefined && error.status < 500) {
      return sendProblem(response, { code: "invalid_input" });
    }
    log.error({ error }, "request failed");
    sendProblem(response, { code: "internal" });
  };
}
