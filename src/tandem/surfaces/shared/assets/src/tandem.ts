// The one script of every page. Pages work without it: it adds live views, keys, dialogs and fewer clicks.
import "../scss/tandem.scss";
import { startAges } from "./ages";
import { startDialogs } from "./dialogs";
import { startFocus } from "./focus";
import { startForms } from "./forms";
import { startIdle } from "./idle";
import { startKeys } from "./keys";
import { startLive } from "./live";
import { startMap } from "./map";
import { startPasskeys } from "./passkeys";
import { startPlace } from "./place";
import { startSos } from "./sos";
import { startSound } from "./sound";
import { startTheme } from "./theme";

startTheme();
startForms();
startFocus();
startDialogs();
startKeys();
startAges();
startLive();
startMap();
startSos();
startPlace();
startSound();
startPasskeys();
startIdle();
