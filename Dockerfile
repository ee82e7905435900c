# Grandstand for those who have Docker; everyone else types `npm start`.
FROM node:24-bookworm-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node tools/build-pages.ts

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data LOG_FORMAT=json
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The database is a service of its own here, so the embedded one (optional packages) stays out.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force \
  && mkdir /data && chown node:node /data
COPY . .
COPY --from=pages /app/dist ./dist
USER node
VOLUME /data
EXPOSE 2567
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 2567) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The launcher is for machines without the right Node; here it is the image's own.
CMD ["node", "server/main.ts"]
