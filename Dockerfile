# The API as an image: compiled with everything, run with the little that it needs, as a user without rights.
# It needs a Postgres 15 or later in DATABASE_URL. scripts/image-steps.ts carries out these steps without an engine.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /kho
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY migrations migrations
COPY web web
RUN npm run build
# Without the embedded Postgres too, which is an optional dependency.
RUN npm prune --omit=dev --omit=optional --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
ENV MALLOC_ARENA_MAX=1
ENV HOST=0.0.0.0
ENV PORT=4000
WORKDIR /kho
COPY --from=build /kho/package.json ./
COPY --from=build /kho/node_modules node_modules
COPY --from=build /kho/dist dist
COPY demo demo
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The same memory settings as `npm start`: docs/decisions/0036-memory.md.
CMD ["node", "--max-semi-space-size=16", "--heap-growing-percent=60", "dist/src/main.js", "serve"]
