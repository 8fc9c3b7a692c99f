// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import "./styles/main.css";
import "htmx.org";
import { listenToKeys } from "./keys";
import { copyOnClick, openSideOnPhones, submitOnChange } from "./page";
import { acceptDrops, acceptRangeDrops } from "./drops";
import { filterFindings } from "./findings";

listenToKeys();
openSideOnPhones();
copyOnClick();
submitOnChange();
acceptDrops();
acceptRangeDrops();
filterFindings();
