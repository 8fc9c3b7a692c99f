// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import "./styles/main.css";
import "htmx.org";
import { keepSessionWhileTyping } from "./activity";
import { keepDrafts } from "./drafts";
import { acceptDrops } from "./drops";
import { filterFindings } from "./findings";
import { signFragments, submitOnChange, submitOnce } from "./forms";
import { listenToKeys } from "./keys";
import { copyOnClick, openSideOnPhones, printOnClick } from "./page";
import { acceptRangeFiles } from "./range_files";

listenToKeys();
openSideOnPhones();
copyOnClick();
printOnClick();
submitOnChange();
submitOnce();
signFragments();
acceptDrops();
acceptRangeFiles();
filterFindings();
keepDrafts();
keepSessionWhileTyping();
