// Where the screens of calls and contacts are. Addresses hold ids and code words only.
import type { Route } from "../app/routes";
import { Apart } from "../contact/Apart";
import { Distress } from "../contact/Distress";
import { Next } from "../contact/Next";
import { NotePage } from "../contact/Note";
import { Outcome } from "../contact/Outcome";
import { Review } from "../contact/Review";
import { PhotoPage } from "../photo/Photo";
import { Plan } from "../plan/Plan";
import { PreferenceCard } from "../plan/Card";
import { AskPerson } from "../refer/Ask";
import { PickService } from "../refer/Pick";
import { FormPage } from "../scene/FormPage";
import { SceneMenu } from "../scene/Menu";
import { Ask } from "../screening/Ask";
import { Offer } from "../screening/Offer";
import { Result } from "../screening/Result";
import { Card } from "./Card";
import { Fix } from "./Fix";
import { Police } from "./Police";
import { Report } from "./Report";
import { Scene } from "./Scene";
import { Who } from "./Who";

export const screens: Route[] = [
  { path: "/new", show: () => <Who id={null} /> },
  { path: "/call/:id", show: ({ id }) => <Card id={id!} /> },
  { path: "/call/:id/scene", show: ({ id }) => <Scene id={id!} /> },
  { path: "/call/:id/fix/:which", show: ({ id, which }) => <Fix id={id!} which={which!} /> },
  { path: "/call/:id/report", show: ({ id }) => <Report id={id!} /> },
  { path: "/call/:id/who", show: ({ id }) => <Who id={id!} /> },
  { path: "/call/:id/police", show: ({ id }) => <Police id={id!} /> },
  { path: "/contact/:id/outcome", show: ({ id }) => <Outcome id={id!} /> },
  { path: "/contact/:id/screen", show: ({ id }) => <Offer id={id!} /> },
  { path: "/contact/:id/ask/:tool", show: ({ id, tool }) => <Ask id={id!} tool={tool!} /> },
  { path: "/contact/:id/ask/:tool/:item", show: ({ id, tool, item }) => <Ask id={id!} tool={tool!} linkId={item!} /> },
  { path: "/contact/:id/result/:tool", show: ({ id, tool }) => <Result id={id!} tool={tool!} /> },
  { path: "/contact/:id/distress", show: ({ id }) => <Distress id={id!} /> },
  { path: "/contact/:id/next", show: ({ id }) => <Next id={id!} /> },
  { path: "/contact/:id/refer", show: ({ id }) => <PickService id={id!} /> },
  { path: "/contact/:id/refer/:service", show: ({ id, service }) => <AskPerson id={id!} service={service!} /> },
  { path: "/contact/:id/note", show: ({ id }) => <NotePage id={id!} /> },
  { path: "/contact/:id/review", show: ({ id }) => <Review id={id!} /> },
  { path: "/contact/:id/apart", show: ({ id }) => <Apart id={id!} /> },
  { path: "/contact/:id/scene", show: ({ id }) => <SceneMenu id={id!} /> },
  { path: "/contact/:id/scene/:code", show: ({ id, code }) => <FormPage id={id!} code={code!} /> },
  { path: "/contact/:id/photo", show: ({ id }) => <PhotoPage id={id!} /> },
  { path: "/contact/:id/plan", show: ({ id }) => <Plan id={id!} /> },
  { path: "/contact/:id/card", show: ({ id }) => <PreferenceCard id={id!} /> },
];
