"""Between the UDP socket and the packets that a room forwards: ICE-lite, DTLS, SRTP, SCTP, SDP, RTP, RTCP."""
