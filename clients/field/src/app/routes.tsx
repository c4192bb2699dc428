// Every place of the app. A screen gets the values of its address by name.
import type { ComponentChild } from "preact";
import { screens } from "../call/routes";
import { Menu } from "../menu/Menu";
import { About } from "../menu/About";
import { SignOut } from "../menu/SignOut";
import { ConflictPage } from "../queue/ConflictPage";
import { PiecePage } from "../queue/PiecePage";
import { QueuePage } from "../queue/QueuePage";
import { Home } from "../shift/Home";
import type { Values } from "./go";

export interface Route {
  path: string;
  show: (values: Values) => ComponentChild;
}

export const routes: Route[] = [
  { path: "/", show: () => <Home /> },
  { path: "/queue", show: () => <QueuePage /> },
  { path: "/queue/:id", show: ({ id }) => <PiecePage id={id!} /> },
  { path: "/conflict/:id", show: ({ id }) => <ConflictPage id={id!} /> },
  { path: "/sign-out", show: () => <SignOut /> },
  { path: "/menu", show: () => <Menu /> },
  { path: "/about", show: () => <About /> },
  ...screens,
];
