/** Where the browser gets what an experiment reckons with (`ModelDocument`). */
export const modelPath = '/prognos/modell.json';
