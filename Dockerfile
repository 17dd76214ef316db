# docker build -t keydesk .
# docker run --env-file keydesk.env -p 3000:3000 -v keydesk:/data keydesk
#
# /data holds the rules (keydesk.yml) and the database. One container a volume: SQLite has one desk.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml manifest.yml LICENSE ./
COPY bin bin
COPY docs/keydesk.example.yml docs/
COPY src src
# The build's cache is kept between builds, and is not part of any image.
RUN --mount=type=cache,target=/root/.m2 bin/image-root /app

# It brings FreeType and fontconfig, which the picture on the home tab needs; the font is our own.
FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 keydesk \
    && useradd --uid 10001 --gid keydesk --home-dir /data --no-create-home keydesk \
    && install --directory --owner=keydesk --group=keydesk --mode=700 /data
COPY --from=build /app /app
ENV PATH="/app/bin:${PATH}" \
    KEYDESK_CONFIG=/data/keydesk.yml \
    KEYDESK_DATABASE_URL=jdbc:sqlite:/data/keydesk.db \
    PORT=3000
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
# What is under way finishes within a minute: docker stop --time 60.
STOPSIGNAL SIGTERM
# Healthy means that the process answers; GET /ready says whether people can be served.
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s CMD ["keydesk", "health"]
ENTRYPOINT ["keydesk"]
CMD ["serve"]
