/** What the variables of the questions are chosen from. `client` stays open while the variants are made. */
export async function readWorld(client) {
  const indicators = (await client.query("SELECT id, code FROM indicator ORDER BY code")).rows;
  const areas = (
    await client.query(
      "SELECT DISTINCT a.code FROM area a JOIN series s ON s.area_id = a.id WHERE s.id <= 9 ORDER BY a.code",
    )
  ).rows;
  const province = (await client.query("SELECT id FROM area WHERE code = '77'")).rows[0];
  return {
    client,
    codes: indicators.map(({ code }) => code),
    idOf: new Map(indicators.map(({ id, code }) => [code, id])),
    areas: areas.map(({ code }) => code),
    provinceId: province.id,
  };
}
