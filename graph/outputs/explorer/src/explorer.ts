/** The page with the drawing of small and middling graphs. */

import { readPage } from "./data";
import { Drawing } from "./drawing";
import { start } from "./main";

const page = readPage(document);
start(page, (host, visible, handlers) => new Drawing(page, host, visible, handlers));
