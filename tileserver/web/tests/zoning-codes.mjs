// The zoning districts of Cambridge, Massachusetts, as its open data writes them: a real set of codes nobody made a legend for.

export const CODES = `ASD BA BA-1 BA-2 BA-3 BA-4 BB BB-1 BB-2 C-1 C-1A C-2 C-2A C-2B C-3 C-3A C-3B CAM-10 CAM-12 CAM-6 CRDD IA IA-1 IA-2 IB IB-1 IB-2
MAS-12 MAS-12A MAS-18 MAS-6 MXD NP O-1 O-2 O-2A O-3 O-3A OS SD-1 SD-10(F) SD-10(H) SD-11 SD-12 SD-13 SD-14 SD-15 SD-2 SD-3 SD-4 SD-4A SD-5 SD-6 SD-7 SD-8
SD-8A SD-9`.split(/\s+/);
