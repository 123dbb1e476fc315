# The command line as an image of any OCI engine:
#   docker build --tag gradient-lens . && docker run --rm --volume "$PWD:/data:ro" gradient-lens analyze /data
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN npm ci --no-audit --no-fund
RUN node esbuild.mjs --production
RUN node packaging/build.mjs packages
RUN npm install --global --offline --no-audit --no-fund --prefix image ./packages/gradient-lens-*.tgz

FROM node:22-bookworm-slim
COPY --from=build /build/image /usr/local
USER node
WORKDIR /data
ENTRYPOINT ["gradient-lens"]
