import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Made for a cloud function: with these Chromium is one process, which ends with the first page that is closed. */
const unwanted = ['--single-process', '--no-zygote', '--in-process-gpu', '--use-gl=', '--use-angle='];

/** A real browser from npm that draws WebGL in software, so that tests need nothing of the machine. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    headless: true,
    args: [
      ...sparticuz.args.filter((argument) => !unwanted.some((start) => argument.startsWith(start))),
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
    ],
  });
}
