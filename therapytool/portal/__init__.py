"""The client's side: how she comes in by a link or a code, answers her homework, hands it in, and shows it or not."""
