import type { LandingPage as ApolloPage } from "@apollo/server";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";

/** A page for browsers that come to the API's address. */
export interface LandingPage {
  readonly headers: Readonly<Record<string, string>>;
  html(): Promise<string>;
}

const NOTE = `<p class="kho">
  Apollo Sandbox tải từ Internet; trình khám phá ở <a href="/explorer">/explorer</a> chạy cả khi không có Internet.
  <span lang="en">Apollo Sandbox is loaded from the Internet; the explorer at <a href="/explorer">/explorer</a> works without it.</span>
</p>`;

/** Said on every page on which people would type documents. */
export const ONLY_TRUSTED = `<p class="only-trusted" style="position:fixed;bottom:0;left:0;right:0;z-index:100;margin:0;padding:8px 16px;font:14px/20px system-ui,sans-serif;background:#7a3b00;color:#fff">
  Máy chủ này chỉ nhận những câu hỏi đã đăng ký trước. Riêng quản trị viên (ADMIN) được hỏi tự do: thêm header Authorization.
  <span lang="en">This server takes only documents that were agreed on before. Administrators may ask freely: add the header Authorization.</span>
</p>`;

const STYLE = `
  .kho { box-sizing: border-box; height: 56px; margin: 0; padding: 8px 16px; font: 14px/20px system-ui, sans-serif; background: #12263a; color: #fff; }
  .kho span { display: block; opacity: 0.8; }
  .kho a { color: #9bd1ff; }
  #embeddableSandbox#embeddableSandbox { top: 56px; height: calc(100vh - 56px); }
`;

/** Apollo Sandbox, embedded, with a line that says where the offline explorer is. Its security policy stands in the page. */
export async function sandboxPage(onlyTrusted: boolean): Promise<LandingPage> {
  const plugin = ApolloServerPluginLandingPageLocalDefault({ embed: { runTelemetry: false }, footer: false });
  const listener = await plugin.serverWillStart?.({} as never);
  const page = (await listener?.renderLandingPage?.()) as ApolloPage;
  const headers = { "content-security-policy": "frame-ancestors 'none'", "cache-control": "no-store" };
  return { headers, html: async () => withNote(await textOf(page), onlyTrusted ? NOTE + ONLY_TRUSTED : NOTE) };
}

async function textOf({ html }: ApolloPage): Promise<string> {
  return typeof html === "string" ? html : html();
}

function withNote(html: string, note: string): string {
  return html
    .replace("<title>Apollo Server</title>", "<title>Kho - GraphQL</title>")
    .replace("<h1>Welcome to Apollo Server</h1>", "<h1>Kho</h1>")
    .replace("</style>", () => `${STYLE}</style>`)
    .replace("<body>", () => `<body>\n${note}`);
}
